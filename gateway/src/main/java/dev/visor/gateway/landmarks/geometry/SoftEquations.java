package dev.visor.gateway.landmarks.geometry;

/** Both axes' equations of the soft field, which is the same along each, with the weights of an annotation's points. */
final class SoftEquations {

    private final Weights weights;
    private final AxisEquations along;
    private final AxisEquations across;

    SoftEquations(SoftField field, Weights weights) {
        this.weights = weights;
        along = new AxisEquations(field, weights.along());
        across = along.with(weights.across());
    }

    Weights weights() {
        return weights;
    }

    AxisEquations along() {
        return along;
    }

    AxisEquations across() {
        return across;
    }

    void forget(int point) {
        along.forget(point);
        across.forget(point);
        weights.forget(point);
    }
}
