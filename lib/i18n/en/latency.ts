/** English texts of the latency section. It defines the type that Chinese satisfies. */
export const latency = {};
