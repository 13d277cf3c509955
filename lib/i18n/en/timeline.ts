/** English texts of the timeline section. It defines the type that Chinese satisfies. */
export const timeline = {};
