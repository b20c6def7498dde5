import type { ScreenPoint } from "../viewport.ts";

/** What a pointer does between being pressed and being released. */
export interface Gesture {
  move(at: ScreenPoint): void;
  end(): void;
}

/** How far from a mark or a handle a press still takes it, CSS pixels: WCAG's 24 across. */
export const REACH = 12;
