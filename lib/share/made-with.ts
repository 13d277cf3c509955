/** The libraries that visitors' code runs with here: what a short link is pinned to, and an exported project installs. */
export const runtimeVersions = { connect: "2.2.0", protobuf: "2.17.0" } as const;

/** `connect 2.2.0, protobuf 2.17.0`: kept with a short link. */
export const madeWith = Object.entries(runtimeVersions)
  .map(([name, version]) => `${name} ${version}`)
  .join(", ");
