/** English texts of the settings section. It defines the type that Chinese satisfies. */
export const settings = {};
