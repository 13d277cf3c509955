/**
 * What `npm start` and the container give the server beside the operator's variables, for whoever else starts it. glibc gives
 * freed memory back from 128 kB on, but after the first large buffer only from twice that buffer's size on, in every thread's
 * arena (mallopt(3), `M_TRIM_THRESHOLD`): tens of megabytes that stay for good. A threshold that is set stays as it is.
 */
export const serverEnvironment = { MALLOC_TRIM_THRESHOLD_: "131072" } as const;
