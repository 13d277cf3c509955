import { buildClientRuntime } from "./assets/client-runtime.ts";
import { buildEditorTypes } from "./assets/editor-types.ts";
import { buildHandlerRuntime } from "./assets/handler-runtime.ts";
import { buildMonaco } from "./assets/monaco.ts";

/** Makes what git does not hold: the isolate's runtime, the browser's client runtime, the editor and its types. */
await Promise.all([buildHandlerRuntime(), buildClientRuntime(), buildMonaco().then(buildEditorTypes)]);
