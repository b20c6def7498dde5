import { useEffect, useRef } from "react";
import { words } from "./words.ts";

/** The page's heading, which is also the window's title, and where the keyboard and a screen reader begin to read. */
export function Title({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Whoever came by a link inside the application stands on an element that is gone.
    if (document.activeElement === null || document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <>
      <title>{`${children} · ${words.product}`}</title>
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </>
  );
}
