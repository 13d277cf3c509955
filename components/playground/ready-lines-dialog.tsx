"use client";

import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { OutsideAsk } from "#components/timeline/copy-call.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import type { OutsideCall } from "#lib/export/outside-call.ts";
import { isReady, type ReadyTool, readyLine, readyTools } from "#lib/export/ready-lines.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { useOutsideMethods } from "./use-outside-methods.ts";

type ReadyLinesDialogProps = {
  /** Whose methods, and the call that it was opened from. */
  readonly ask: OutsideAsk;
  readonly onClose: () => void;
};

const toolNames: Readonly<Record<ReadyTool, string>> = {
  curl: "curl",
  bufCurl: "buf curl",
  grpcurl: "grpcurl",
  python: "Python",
  node: "Node.js",
  go: "Go",
};

/** Lines that call the visitor's methods from a terminal, complete with a message, for six tools. */
export function ReadyLinesDialog({ ask, onClose }: ReadyLinesDialogProps) {
  const { text } = useText();
  const words = text.outside.ready;
  const methods = useOutsideMethods(ask.deploymentId);
  const address = `${location.origin}/d/${ask.deploymentId}`;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={words.title}
      description={words.description}
      className="w-[min(46rem,calc(100vw-2rem))]!"
    >
      <div className="grid grid-cols-1 gap-3">
        <p className="flex min-w-0 items-center gap-2 text-sm">
          <span className="shrink-0 text-ink-soft">{words.address}</span>
          <code className="min-w-0 flex-1 truncate text-xs">{address}</code>
          <CopyButton content={address} label={text.playground.copyAddress} variant="ghost" />
        </p>
        {methods === null && <p className="text-ink-soft text-sm">{words.loading}</p>}
        {methods === "failed" && <p className="text-failed text-sm">{words.failed}</p>}
        {Array.isArray(methods) && methods.length === 0 && <p className="text-sm">{words.noMethods}</p>}
        {Array.isArray(methods) && methods.length > 0 && <MethodLines methods={methods} ask={ask} />}
      </div>
    </Dialog>
  );
}

function MethodLines({
  methods,
  ask,
}: {
  readonly methods: readonly OutsideCall[];
  readonly ask: OutsideAsk;
}) {
  const { text } = useText();
  const words = text.outside.ready;
  const [name, setName] = useState(ask.method);
  const [tool, setTool] = useState<ReadyTool>("curl");
  const method = methods.find((each) => each.method === name) ?? methods[0];
  if (method === undefined) return null;
  const isAsked = method.method === ask.method && ask.requestJson !== null;
  const call = isAsked ? { ...method, requestJson: ask.requestJson ?? "{}" } : method;
  return (
    <>
      <Select
        label={words.method}
        value={method.method}
        onChange={setName}
        options={methods.map((each) => ({
          value: each.method,
          label: `${each.method} · ${words.kinds[each.kind]}`,
        }))}
        hint={isAsked ? words.messageOfCall : words.messageOfSchema}
      />
      <Tabs
        value={tool}
        onValueChange={(value) => setTool(readyTools.find((each) => each === value) ?? "curl")}
      >
        <TabList label={words.tools}>
          {readyTools.map((each) => (
            <Tab key={each} value={each}>
              {toolNames[each]}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tool} className="pt-3">
          <ToolLine tool={tool} call={call} />
        </TabPanel>
      </Tabs>
    </>
  );
}

function ToolLine({ tool, call }: { readonly tool: ReadyTool; readonly call: OutsideCall }) {
  const { text } = useText();
  const words = text.outside.ready;
  if (!isReady(tool, call)) return <p className="py-3 text-ink-soft text-sm">{words.noStreams}</p>;
  const protos = [call.protoPath, ...call.importedProtoPaths].join(", ");
  return (
    <div className="grid grid-cols-1 gap-2">
      <p className="text-ink-soft text-sm">{formatText(words.needs[tool], { protos })}</p>
      <CodeBlock
        title={call.method}
        code={readyLine(tool, call)}
        copyLabel={formatText(words.copy, { tool: toolNames[tool] })}
      />
    </div>
  );
}
