"use client";

import type { BeatKind } from "#lib/lessons/lesson-marks.ts";
import { HintLadder } from "./hint-ladder.tsx";
import { useLesson } from "./lesson-session.tsx";
import { PredictionQuestion } from "./prediction-question.tsx";
import { RunStep } from "./run-step.tsx";
import { SolutionPanel } from "./solution-panel.tsx";
import { TaskQuestions } from "./task-questions.tsx";
import { WhyQuestion } from "./why-question.tsx";

/** What one does in a beat, below its words. */
export function BeatTools({ kind }: { readonly kind: BeatKind }) {
  const { facts } = useLesson();
  switch (kind) {
    case "see":
      return null;
    case "predict":
      return Object.entries(facts.predictions).map(([key, prediction]) => (
        <PredictionQuestion key={key} name={key} prediction={prediction} />
      ));
    case "run":
      return <RunStep />;
    case "notice":
      return <WhyQuestion />;
    case "change":
      return (
        <>
          <TaskQuestions />
          <HintLadder />
          <SolutionPanel />
        </>
      );
  }
}
