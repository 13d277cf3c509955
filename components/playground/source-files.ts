import { fixturesProto, fixturesProtoPath, mentionsFixtures } from "#lib/fixtures/fixtures-proto.ts";

/** A file of the visitor's project as the page holds it. `only`: one build leaves it out, in checks of lessons. */
export type SourceText = {
  readonly path: string;
  readonly content: string;
  readonly only?: "client" | "server";
};

/** Calls are made from here: the lines of a record are lines of this file. */
export const clientFile = "client.ts";

/** What a deployment is made of: protos and everything but the client's entry. */
export function serverFiles(files: readonly SourceText[]): SourceText[] {
  return files
    .filter((file) => file.path !== "client.ts" && file.only !== "client")
    .map(({ path, content }) => ({ path, content }));
}

/** What the client build reads: protos and everything but the server's entry. */
export function clientFiles(files: readonly SourceText[]): SourceText[] {
  return files
    .filter((file) => file.path !== "server.ts" && file.only !== "server")
    .map(({ path, content }) => ({ path, content }));
}

/** What the schema is checked from; that of the fixtures comes with files that speak of it, as in the build. */
export function protoFiles(files: readonly SourceText[]): SourceText[] {
  const protos = files
    .filter((file) => file.path.endsWith(".proto"))
    .map(({ path, content }) => ({ path, content }));
  const known = protos.some(({ path }) => path === fixturesProtoPath);
  if (known || !files.some(({ content }) => mentionsFixtures(content))) return protos;
  return [...protos, { path: fixturesProtoPath, content: fixturesProto }];
}

/** Equal text for equal sources, to tell whether a result still belongs to the code. */
export function sourceKey(files: readonly SourceText[], settings: unknown): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return JSON.stringify([sorted.map((file) => [file.path, file.content]), settings]);
}

/** The text of `client.ts`; undefined: there is none. */
export function clientText(files: readonly SourceText[]): string | undefined {
  return files.find(({ path }) => path === clientFile)?.content;
}
