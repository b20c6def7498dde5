package dev.visor.gateway.landmarks.geometry;

import java.util.List;

/** One thing that can be wrong with an annotation. */
sealed interface Check permits Sides, Order, Crossings, Coincidence, Places, TurnedHead, Visibility, Shown, UprightBox {

    /** All of them; a point that an earlier one named is not named again by {@link Places}. */
    List<Check> ALL = List.of(
            new UprightBox(),
            new Sides(),
            new Order(),
            new Coincidence(),
            new Crossings(),
            new Places(),
            new TurnedHead(),
            new Visibility(),
            new Shown());

    /** What it finds; nothing where it cannot tell. */
    List<GeometryFinding> in(Evidence evidence);
}
