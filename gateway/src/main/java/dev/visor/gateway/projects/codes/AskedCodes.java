package dev.visor.gateway.projects.codes;

import dev.visor.policies.DeclaredUse;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a project asks to be said of each face beside its points. Fixed when the project is made. Mostly nothing.
 *
 * <p>Expressions are inferences about emotions in the sense of the Artificial Intelligence Act, Regulation (EU) 2024/1689, Article
 * 3(39). So they are asked for only by a project that declares this use, and with it comes under Article 5(1)(f); a constraint of the
 * table holds every row to it, whoever writes it. Action units alone name movements and no emotion.
 */
@Embeddable
public class AskedCodes {

    @Column(name = "action_units")
    private Integer[] units;

    @Column(name = "expression_rules")
    private @Nullable String rules;

    @Column(name = "face_attributes")
    private String[] attributes;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected AskedCodes() {}

    private AskedCodes(List<Integer> units, @Nullable String rules, List<String> attributes) {
        this.units = units.toArray(Integer[]::new);
        this.rules = rules;
        this.attributes = attributes.toArray(String[]::new);
    }

    /** Nothing but points. */
    public static AskedCodes none() {
        return new AskedCodes(List.of(), null, List.of());
    }

    /**
     * What a project asks for.
     *
     * @param units numbers of the catalogue
     * @param rules the table that expressions are held against; null where none are asked for
     * @param attributes names of the list
     * @param use what the project declares to infer
     * @throws IllegalArgumentException if something is unknown, twice there or not for stills, or if expressions are asked for
     *     without action units or without the use that they are
     */
    public static AskedCodes of(
            Collection<Integer> units, @Nullable String rules, Collection<String> attributes, DeclaredUse.Use use) {
        units.forEach(AskedCodes::requireStill);
        attributes.forEach(AskedCodes::requireKnown);
        if (units.stream().distinct().count() != units.size()
                || attributes.stream().distinct().count() != attributes.size()) {
            throw new IllegalArgumentException("An action unit or an attribute is asked for once");
        }
        if (rules != null) {
            requireExpressions(units, rules, use);
        }
        return new AskedCodes(
                units.stream().sorted().toList(),
                rules,
                attributes.stream().sorted().toList());
    }

    private static void requireStill(Integer number) {
        ActionUnit unit = ActionUnits.numbered(number)
                .orElseThrow(() -> new IllegalArgumentException("There is no action unit " + number));
        if (unit.motion()) {
            throw new IllegalArgumentException("Action unit " + number + " is a movement that no still shows");
        }
    }

    private static void requireKnown(String attribute) {
        if (FaceAttributes.named(attribute).isEmpty()) {
            throw new IllegalArgumentException("The face attributes are "
                    + String.join(
                            ", ",
                            FaceAttributes.shipped().attributes().stream()
                                    .map(FaceAttributes.FaceAttribute::id)
                                    .toList()));
        }
    }

    private static void requireExpressions(Collection<Integer> units, String rules, DeclaredUse.Use use) {
        if (use != DeclaredUse.Use.EMOTION_INFERENCE) {
            throw new IllegalArgumentException(
                    "Expressions are emotions that are inferred: only a project that declares the use emotion-inference"
                            + " asks for them, any other has action units alone");
        }
        if (ExpressionRules.named(rules).isEmpty()) {
            throw new IllegalArgumentException("The tables of expressions are "
                    + String.join(
                            ", ",
                            ExpressionRules.all().stream()
                                    .map(ExpressionRules::id)
                                    .toList()));
        }
        if (units.isEmpty()) {
            throw new IllegalArgumentException("Expressions are held against action units: ask for these, too");
        }
    }

    /** Every action unit that a still shows, by number. */
    public static List<Integer> every() {
        return ActionUnits.facs().onStills().stream().map(ActionUnit::number).toList();
    }

    /** Whether there is nothing to say but the points. */
    public boolean nothing() {
        return units.length == 0 && rules == null && attributes.length == 0;
    }

    /** The action units that are coded, by number. */
    public List<ActionUnit> units() {
        return Arrays.stream(units)
                .map(number -> ActionUnits.numbered(number).orElseThrow())
                .toList();
    }

    /** The table that the coder's own word for an expression is held against; empty where none is asked for. */
    public Optional<ExpressionRules> rules() {
        return Optional.ofNullable(rules).map(id -> ExpressionRules.named(id).orElseThrow());
    }

    /** The attributes that are told. */
    public List<FaceAttributes.FaceAttribute> attributes() {
        return Arrays.stream(attributes)
                .map(id -> FaceAttributes.named(id).orElseThrow())
                .toList();
    }

    /**
     * The same for a project of this use: without expressions where it is none that infers emotions, whatever stands in the row.
     *
     * @param use what the project declares; null where this program does not know the word
     */
    public AskedCodes allowedFor(DeclaredUse.@Nullable Use use) {
        return rules == null || use == DeclaredUse.Use.EMOTION_INFERENCE
                ? this
                : new AskedCodes(List.of(units), null, List.of(attributes));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AskedCodes codes
                && Arrays.equals(units, codes.units)
                && Objects.equals(rules, codes.rules)
                && Arrays.equals(attributes, codes.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(units), rules, Arrays.hashCode(attributes));
    }
}
