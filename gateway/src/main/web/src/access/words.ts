/** What the pages of `access` say. */
export const words = {
  product: "Visor",
  tagline: "Faces annotated without handing the pictures out.",
  invitation:
    "Pictures rest sealed, annotators see one masked face at a time, and every access stands in a trail that can be checked.",
  signIn: "Sign in",
  signOut: "Sign out",
  signInAgain: "Your session has ended. What was saved is safe.",
  stepUp: "Confirm with your second factor",
  retry: "Try again",
  requestId: "Request",
  loading: "Loading",
  skip: "Skip to the content",
  notFound: "There is no page at this address.",
  home: "To the start",
  noRole: "No page of Visor is for your role yet. Please ask your administrator.",
  welcome: (name: string) => `Good day, ${name}`,
  nav: { projects: "Projects", work: "Annotate", trail: "Audit trail" },
  places: {
    projects: "Projects, batches and exports of your organisation.",
    work: "Take the next face and place its landmarks.",
    trail: "Who saw this face, when, why, and the proof.",
  },
} as const;
