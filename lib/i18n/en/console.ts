/** English texts of the console section. It defines the type that Chinese satisfies. */
export const console = {};
