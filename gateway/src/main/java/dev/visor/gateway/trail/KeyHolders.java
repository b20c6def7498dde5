package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.record.Person;
import dev.visor.audit.restore.LivingPersons;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.ArrayList;
import java.util.List;

/** Whoever has keys, by the labels under which a log knows them. */
final class KeyHolders implements LivingPersons {

    private final Logs logs;
    private final PersonalFields fields;

    KeyHolders(Logs logs, PersonalFields fields) {
        this.logs = logs;
        this.fields = fields;
    }

    @Override
    public List<Living> of(String log) {
        TenantId scope = Scope.keys(logs.tenant(log).map(TenantId::new).orElse(null));
        List<Living> living = new ArrayList<>();
        for (KeyOwner owner : fields.owners(scope)) {
            fields.person(scope, owner)
                    .map(person -> living(scope, owner, person))
                    .ifPresent(living::add);
        }
        return living;
    }

    private Living living(TenantId scope, KeyOwner owner, Person person) {
        return new Living(owner.value(), person.label(), person.key(), fields.actorLabel(scope, owner));
    }
}
