import { createContextKey } from "@connectrpc/connect";

/** Who is asking, as far as quotas go. Set by routes.ts from the connection. */
export const visitorContext = createContextKey("unknown", { description: "visitor" });
