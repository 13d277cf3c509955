"use client";

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { CodeEditor } from "#components/editor/code-editor.tsx";
import { useText } from "#components/i18n/use-text.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { changedPaths as pathsThatDiffer } from "./draft.ts";
import { DraftNotice } from "./draft-notice.tsx";
import { useLessonPlace } from "./lesson-place.tsx";
import type { LineHighlight } from "./line-highlight.ts";
import type { PlaygroundLimits } from "./playground-limits.ts";
import { saidDiagnostics } from "./said-diagnostics.ts";
import type { SourcePlace } from "./source-place.ts";
import { type StarterId, type Starters, starterKey } from "./starter.ts";
import { StarterMenu } from "./starter-menu.tsx";
import type { DraftControl } from "./use-draft.ts";
import type { SourceCheck } from "./use-source-check.ts";

type SourcePaneProps = {
  readonly draft: DraftControl;
  readonly check: SourceCheck;
  /** Where the caret should go; a new object goes there again. */
  readonly place: SourcePlace | null;
  /** The line that a look at the results points at. */
  readonly highlight: LineHighlight;
  readonly starters: Starters;
  readonly limits: PlaygroundLimits;
  readonly onRun: () => void;
};

/** Both sides begin here: these files cannot be renamed or deleted. */
const entryFiles = ["server.ts", "client.ts"];

/** Visible to measurements of how long the editor takes. */
const markReady = () => void performance.mark("editor-ready");

/** The visitor's files in the editor, and what keeps them safe: restore, reset, undo. */
export function SourcePane(props: SourcePaneProps) {
  const { draft, check, place, highlight, starters, limits, onRun } = props;
  const { locale, text } = useText();
  const words = text.playground;
  const showToast = useToast();
  const lesson = useLessonPlace();
  const [activePath, setActivePath] = useState(lesson?.yours[0] ?? "server.ts");
  const highlighted = useSyncExternalStore(highlight.subscribe, highlight.current, () => null);

  useEffect(() => {
    if (place !== null) setActivePath(place.path);
  }, [place]);

  const shownPath = draft.files.some((file) => file.path === activePath)
    ? activePath
    : (draft.files[0]?.path ?? "");
  const files = useMemo(
    () =>
      draft.files.map((file) => {
        const isStart = lesson !== null && draft.starter.files.some(({ path }) => path === file.path);
        const readOnly = isStart && !lesson.yours.includes(file.path);
        return { ...file, readOnly, fixed: isStart || entryFiles.includes(file.path) };
      }),
    [draft.files, draft.starter, lesson],
  );
  const diagnostics = useMemo(
    () => saidDiagnostics(check.diagnostics, locale, text),
    [check.diagnostics, locale, text],
  );
  const changedPaths = useMemo(
    () => pathsThatDiffer(draft.files, draft.starter.files),
    [draft.files, draft.starter],
  );

  const startFrom = useCallback(
    (id: StarterId) => {
      const { isStarter } = draft;
      const undo = draft.startFrom(id);
      // Where nothing was written, nothing was left behind.
      if (isStarter) return;
      const { title } = words.starters[starterKey(id)];
      const kept = formatText(words.startedFrom, { title });
      showToast({ title: kept, action: { label: words.undo, onSelect: undo } });
    },
    [draft, showToast, words],
  );
  const deleteFile = (path: string) => {
    const undo = draft.deleteFile(path);
    showToast({
      title: formatText(words.fileDeleted, { path }),
      action: { label: words.undo, onSelect: undo },
    });
  };
  const formatProto = useCallback(async (content: string) => {
    const { apiClients } = await import("#components/api/clients.ts");
    const reply = await apiClients().editor.formatProto({ file: { path: "format.proto", content } });
    return reply.diagnostics.length > 0 ? null : reply.content;
  }, []);

  return (
    <section
      aria-label={words.code}
      data-pane="code"
      data-point="code"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col"
    >
      <DraftNotice draft={draft} onReset={() => startFrom(draft.starter.id)} />
      <CodeEditor
        files={files}
        limits={limits}
        activePath={shownPath}
        onActivePathChange={setActivePath}
        onChange={draft.setContent}
        changedPaths={changedPaths}
        generated={check.generated}
        diagnostics={diagnostics}
        place={place}
        highlighted={highlighted}
        onRun={onRun}
        {...(lesson === null && {
          menu: <StarterMenu starters={starters} draft={draft} onStart={startFrom} />,
        })}
        onAddFile={(path) => {
          draft.addFile(path);
          setActivePath(path);
        }}
        onRenameFile={(path, next) => {
          draft.renameFile(path, next);
          if (path === shownPath) setActivePath(next);
        }}
        onDeleteFile={deleteFile}
        formatProto={formatProto}
        onReady={markReady}
      />
    </section>
  );
}
