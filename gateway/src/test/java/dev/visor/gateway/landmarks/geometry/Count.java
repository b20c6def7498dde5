package dev.visor.gateway.landmarks.geometry;

/** How many of how many. */
final class Count {
    private int yes;
    private int all;

    void add(boolean one) {
        yes += one ? 1 : 0;
        all++;
    }

    void add(Count other) {
        yes += other.yes;
        all += other.all;
    }

    int all() {
        return all;
    }

    double share() {
        return all == 0 ? Double.NaN : (double) yes / all;
    }

    @Override
    public String toString() {
        return yes + "/" + all;
    }
}
