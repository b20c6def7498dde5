import * as z from "zod/mini";

/** How somebody saw the test patterns on their screen, and the light beside it. */
export const LIGHTS = ["dark", "dim", "office", "bright"] as const;
export type Light = (typeof LIGHTS)[number];

const Checked = z.object({
  /** When, RFC 3339. */
  at: z.string(),
  /** Dark and light steps that could be told apart, of {@link STEPS} each. */
  dark: z.number(),
  bright: z.number(),
  /** The grey that looked like the striped field, as a display's gamma. */
  gamma: z.number(),
  light: z.enum(LIGHTS),
});
export type Checked = z.output<typeof Checked>;

export const STEPS = 8;
const KEPT = "visor.screen";
/** Half as dark as white on a display of gamma g is the grey 255 * 0.5 ^ (1 / g). */
export const GAMMAS = [1.4, 1.8, 2.2, 2.6, 3.0] as const;

/** The grey that has half of white's light on a display of this gamma, 0 to 255. */
export function halfGrey(gamma: number): number {
  return Math.round(255 * 0.5 ** (1 / gamma));
}

/** The greys of the dark steps, on black: 2, 4, ... of 255; and of the light ones, on white. */
export function stepGreys(): { readonly dark: readonly number[]; readonly bright: readonly number[] } {
  const dark = Array.from({ length: STEPS }, (_, i) => 2 * (i + 1));
  return { dark, bright: dark.map((grey) => 255 - grey) };
}

/** What should be done before faces are looked at on this screen; none where all is well. */
export type Advice = "raise-dark" | "lower-bright" | "gamma" | "light";

export function adviceFor({ dark, bright, gamma, light }: Checked): Advice[] {
  const advice: Advice[] = [];
  if (dark < STEPS / 2) {
    advice.push("raise-dark");
  }
  if (bright < STEPS / 2) {
    advice.push("lower-bright");
  }
  if (gamma < 1.8 || gamma > 2.6) {
    advice.push("gamma");
  }
  if (light === "bright") {
    advice.push("light");
  }
  return advice;
}

/** The last check on this browser; null where there was none. */
export function lastCheck(storage: Pick<Storage, "getItem">): Checked | null {
  try {
    return Checked.parse(JSON.parse(storage.getItem(KEPT) ?? "null"));
  } catch {
    return null;
  }
}

export function keepCheck(storage: Pick<Storage, "setItem">, checked: Checked): void {
  storage.setItem(KEPT, JSON.stringify(checked));
}
