export const words = {
  title: "Audit trail",
} as const;
