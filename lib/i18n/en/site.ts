/** English texts of the site section. It defines the type that Chinese satisfies. */
export const site = {};
