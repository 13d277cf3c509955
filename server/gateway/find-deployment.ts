/** Which deployment a request means, and the path below it. */
export type Address = {
  /** As the caller wrote it; not necessarily one that exists. Empty: none was named. */
  readonly id: string;
  /** `/greet.v1.Greeter/SayHello`, without the query. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
};

const prefix = "/d/";
const idSyntax = /^[A-Za-z0-9_-]{1,64}$/;
/** As long as ids are (26 letters of base32), so that `playground.example.com` does not read as one. */
const authorityIdSyntax = /^([a-z2-7]{26})\.(?=[^.]*[a-z])/;

/**
 * By the path `/d/<id>/…`; without such a prefix, which gRPC's paths cannot have, by the metadata `x-deployment`, else by
 * the authority `<id>.<host>`. The same for every protocol and HTTP version.
 */
export function findDeployment(url: string, metadata: string, authority: string): Address {
  const mark = url.indexOf("?");
  const whole = mark === -1 ? url : url.slice(0, mark);
  const query = mark === -1 ? "" : url.slice(mark);
  if (whole.startsWith(prefix)) {
    const slash = whole.indexOf("/", prefix.length);
    if (slash === -1) return { id: whole.slice(prefix.length), path: "/", query };
    return { id: whole.slice(prefix.length, slash), path: whole.slice(slash), query };
  }
  return {
    id: metadata !== "" ? metadata : (authorityIdSyntax.exec(authority)?.[1] ?? ""),
    path: whole,
    query,
  };
}

/** Whether text could be an id at all; others need no look into the store. */
export function isDeploymentId(text: string): boolean {
  return idSyntax.test(text);
}

/** Whether a request outside `/d/` is for a deployment, and not for the site's own services and pages. */
export function namesDeployment(metadata: string | undefined, authority: string): boolean {
  return metadata !== undefined || authorityIdSyntax.test(authority);
}
