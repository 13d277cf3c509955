/** English texts of the limits section. It defines the type that Chinese satisfies. */
export const limits = {};
