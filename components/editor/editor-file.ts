/** A file of the visitor's project as the editor shows it. */
export type EditorFile = {
  /** Relative, with `/`: `greet.proto`, `lib/clock.ts`. */
  readonly path: string;
  readonly content: string;
  /** Shown, not changed: part of a lesson. */
  readonly readOnly?: boolean;
  /** The project needs it by this name: it can be neither renamed nor deleted. */
  readonly fixed?: boolean;
};

/** TypeScript made from the visitor's protos, for types only: `gen/greet_pb.ts`. */
export type GeneratedFile = { readonly path: string; readonly content: string };
