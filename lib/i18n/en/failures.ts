/** English texts of the failures section. It defines the type that Chinese satisfies. */
export const failures = {};
