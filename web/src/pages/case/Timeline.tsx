import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { timelineQuery } from "@/api/queries";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { whoOf } from "@/text/actor";
import { useTimes, useWords } from "@/text/words";
import { factsOf } from "./eventFacts";

type Line = Schema["TimelineLine"];

/// Done by the clock alone: interesting to few.
const kQuiet = new Set(["reminder_sent"]);

function Entry({ line }: { line: Line }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const times = useTimes();
  const { actor } = line;
  const index = cityIndex(words.city);
  const key = `event.${line.kind}`;
  const name =
    words.isEnglish && i18n.exists(key) ? (t as (key: string) => string)(key) : line.label || line.kind;
  const facts = factsOf(line, {
    ...index,
    label: words.label,
    time: times.short,
    t: t as (key: string) => string,
  });
  const who = whoOf(actor);
  return (
    <li className={`event event-${line.kind}`}>
      <time dateTime={line.at} title={times.long(line.at)}>
        {times.long(line.at).slice(5, 16)}
      </time>
      <div className="event-body">
        <p className="event-head">
          <b>{name}</b> <span className="quiet">{who}</span>
        </p>
        {facts.length > 0 && <p className="event-facts">{facts.join(" · ")}</p>}
        {Object.entries(line.texts)
          .filter(([, text]) => text !== "")
          .map(([field, text]) => (
            <p key={field} className="event-text">
              {text}
            </p>
          ))}
      </div>
      <span className="event-seal quiet" title={t("timeline.sealHint", { version: line.profile_version })}>
        {line.log_index === undefined ? t("timeline.unsealed") : `#${line.log_index}`}
      </span>
    </li>
  );
}

/// Every step, who took it and why.
export function Timeline({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const query = useQuery(timelineQuery(caseId));
  const [showsQuiet, setShowsQuiet] = useState(false);
  return (
    <Asked query={query} rows={8}>
      {({ items }) => {
        const shown = items.filter((line) => showsQuiet || !kQuiet.has(line.kind));
        return (
          <>
            {items.some((line) => kQuiet.has(line.kind)) && (
              <Checkbox checked={showsQuiet} onChange={(event) => setShowsQuiet(event.target.checked)}>
                {t("timeline.showQuiet")}
              </Checkbox>
            )}
            <ol className="timeline" reversed>
              {shown.toReversed().map((line) => (
                <Entry key={line.seq} line={line} />
              ))}
            </ol>
          </>
        );
      }}
    </Asked>
  );
}
