export const words = {
  title: "Projects",
  none: "There is no project yet.",
} as const;
