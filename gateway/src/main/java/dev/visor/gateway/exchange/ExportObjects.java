package dev.visor.gateway.exchange;

import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.DerivedObjects;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The exports of a picture's batch, which hold the points on its faces. */
@Component
class ExportObjects implements DerivedObjects {

    private final ExportRepository exports;

    ExportObjects(ExportRepository exports) {
        this.exports = exports;
    }

    @Override
    public List<ObjectRef> of(Asset asset, Collection<UUID> views) {
        return exports.findByBatchOrderByCreatedDesc(asset.batch()).stream()
                .map(Export::object)
                .toList();
    }
}
