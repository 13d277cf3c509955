/** English texts of the playground section. It defines the type that Chinese satisfies. */
export const playground = {};
