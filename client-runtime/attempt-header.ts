/** Names the attempt to the server: `<run>/<call>/<attempt>`. */
export const attemptHeader = "x-playground-attempt";
