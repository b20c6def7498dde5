export const words = {
  title: "Annotate",
} as const;
