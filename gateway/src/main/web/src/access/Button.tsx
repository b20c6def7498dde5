import type { ReactNode } from "react";

/**
 * A button of the browser's own, for what has to stand before anything else does: the frame of the page, the editor. It takes
 * the same properties as that of React Aria, whose presses an editor does without at its first load.
 */
export function Button(props: {
  children: ReactNode;
  onPress?: () => void;
  isDisabled?: boolean;
  className?: string;
  type?: "button" | "submit";
}) {
  return (
    <button
      type={props.type ?? "button"}
      className={props.className ?? ""}
      disabled={props.isDisabled ?? false}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}
