/** English texts of the editor section. It defines the type that Chinese satisfies. */
export const editor = {};
