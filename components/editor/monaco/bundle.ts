/**
 * What the pre-bundled Monaco consists of. `scripts/assets/monaco.ts` turns this file into `public/monaco/<hash>/`;
 * everybody else imports its *type* only and gets the thing itself from `loadMonaco`.
 */
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/protobuf/register";
import "monaco-editor/languages/definitions/typescript/register";

export * as monaco from "monaco-editor/editor";
export {
  getTypeScriptWorker,
  typescriptDefaults,
} from "monaco-editor/languages/features/typescript/register";
