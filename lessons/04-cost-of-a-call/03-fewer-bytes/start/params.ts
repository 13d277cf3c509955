import type { Sample } from "./samples";

// en: The values this lesson runs with. A check brings its own readings, and gives them to the client alone.
// zh: 这一课用到的数值。检查时会换成另一批读数，而且只给客户端。
export const params = {
  samples: null as readonly Sample[] | null,
  attachmentBytes: 20_000,
};
