/** English texts of the calls section. It defines the type that Chinese satisfies. */
export const calls = {};
