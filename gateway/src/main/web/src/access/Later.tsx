import { type ComponentType, useEffect, useState } from "react";
import { ProblemNotice } from "./ProblemNotice.tsx";

type Loaded<Props> =
  | { readonly kind: "waiting" }
  | { readonly kind: "there"; readonly Part: ComponentType<Props> }
  | { readonly kind: "failed"; readonly error: unknown };

/**
 * A part of a page that is fetched once the page stands. Where that fails, as without the network, the rest of the page goes
 * on, and the part says so and is fetched anew when somebody asks for it.
 */
export function Later<Props extends object>(of: {
  /** The same one at each rendering. */
  load: () => Promise<ComponentType<Props>>;
  props: Props;
}) {
  const { load, props } = of;
  const [tries, setTries] = useState(0);
  const [loaded, setLoaded] = useState<Loaded<Props>>({ kind: "waiting" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try loads again
  useEffect(() => {
    let left = false;
    const become = (next: Loaded<Props>) => {
      if (!left) {
        setLoaded(next);
      }
    };
    load().then(
      (Part) => become({ kind: "there", Part }),
      (error: unknown) => become({ kind: "failed", error }),
    );
    return () => {
      left = true;
    };
  }, [load, tries]);
  switch (loaded.kind) {
    case "waiting":
      return null;
    case "there":
      return <loaded.Part {...props} />;
    case "failed":
      return <ProblemNotice error={loaded.error} retry={() => setTries(tries + 1)} />;
  }
}
