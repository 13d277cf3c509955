import { useText } from "#components/i18n/use-text.tsx";
import type { DecodedMessage } from "#lib/wire/decoded.ts";
import { JsonPane } from "./json-pane.tsx";
import { MessageSteps } from "./message-steps.tsx";
import { problemWords } from "./node-words.ts";
import { Pane } from "./pane.tsx";

type MessagePaneProps = {
  /** Undefined: there is none in this direction. */
  readonly message: DecodedMessage | undefined;
  readonly number: number;
  readonly count: number;
  /** The value that is pointed at; null: none. */
  readonly lit: string | null;
  readonly onNumber: (number: number) => void;
  readonly onPoint: (jsonPath: string | null) => void;
  readonly onChoose: (jsonPath: string) => void;
};

/** One message as JSON, or why it has none. */
export function MessagePane(props: MessagePaneProps) {
  const { message, number, count, lit, onNumber, onPoint, onChoose } = props;
  const words = useText().text.wire;
  return (
    <Pane
      label={words.json.label}
      className="max-lg:max-h-56"
      extra={count > 1 && <MessageSteps number={number} count={count} onChange={onNumber} />}
    >
      {message?.json ? (
        <JsonPane key={number} view={message.json} lit={lit} onPoint={onPoint} onChoose={onChoose} />
      ) : (
        <p className="px-3 py-2 text-ink-soft text-sm">
          {message === undefined ? words.json.noMessage : words.json.none}
          {message?.problem && (
            <span className="ml-2 text-failed">⚠ {problemWords(message.problem, words)}</span>
          )}
        </p>
      )}
    </Pane>
  );
}
