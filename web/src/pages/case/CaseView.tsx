import { useQuery } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { caseQuery, timelineQuery } from "@/api/queries";
import { Asked } from "@/shell/Trouble";
import { ActionBar } from "./ActionBar";
import { Answer } from "./Answer";
import { AnswerCheck } from "./AnswerCheck";
import { CaseFacts } from "./CaseFacts";
import { CaseHead } from "./CaseHead";
import { Climb } from "./Climb";
import type { CommandName } from "./commands";
import { Dispute } from "./Dispute";
import { Documents } from "./Documents";
import { Drafts } from "./Drafts";
import { MovingCar } from "./MovingCar";
import { Presence } from "./Presence";
import { Proof } from "./Proof";
import { Timeline } from "./Timeline";
import { Units } from "./Units";

const kTabs = ["timeline", "climb", "documents", "proof"] as const;
export type CaseTab = (typeof kTabs)[number];
export const isCaseTab = (text: string | null): text is CaseTab => kTabs.some((tab) => tab === text);

interface Props {
  id: string;
  tab: CaseTab;
  onTab: (tab: CaseTab) => void;
  /// One column, beside a list.
  narrow?: boolean;
  /// The record right below the head, for whoever came for it.
  recordFirst?: boolean;
  first?: CommandName;
  onDone?: (after: Schema["CaseBrief"]) => void;
}

function Record({
  shown,
  tab,
  onTab,
}: {
  shown: Schema["Case"];
  tab: CaseTab;
  onTab: (tab: CaseTab) => void;
}) {
  const { t } = useTranslation();
  return (
    <Tabs
      className="panel record"
      activeKey={tab}
      onChange={(key) => onTab(key as CaseTab)}
      destroyOnHidden
      items={[
        { key: "timeline", label: t("timeline.title"), children: <Timeline caseId={shown.id} /> },
        { key: "climb", label: t("climb.title"), children: <Climb shown={shown} /> },
        {
          key: "documents",
          label: `${t("document.title")} ${shown.attachments.length || ""}`,
          children: <Documents shown={shown} />,
        },
        { key: "proof", label: t("proof.title"), children: <Proof caseId={shown.id} /> },
      ]}
    />
  );
}

/// One case, as everybody sees it who may; what may be done comes from the server.
export function CaseView({ id, tab, onTab, narrow = false, recordFirst = false, first, onDone }: Props) {
  const { data, error, refetch } = useQuery(caseQuery(id));
  // The answer stands in the timeline and above the rest: it is waited for, or everything below it would jump.
  const { isPending } = useQuery(timelineQuery(id));
  const query = { data: isPending ? undefined : data, error, refetch };
  const typedAt = useRef(0);
  const onTyped = () => {
    typedAt.current = Date.now();
  };
  const onSent = (after: Schema["CaseBrief"]) => {
    typedAt.current = 0;
    onDone?.(after);
  };
  return (
    <Asked query={query} rows={12}>
      {(shown) => (
        <article className={narrow ? "case is-narrow" : "case"} aria-label={shown.id} key={id}>
          <div className="case-top panel" onInput={onTyped}>
            <CaseHead shown={shown} linked={narrow}>
              <Presence id={id} typedAt={typedAt} />
            </CaseHead>
            <ActionBar shown={shown} first={first} onDone={onSent} key={`${id}.${first ?? ""}`} />
          </div>
          {shown.car_move && <MovingCar id={id} />}
          {narrow ? (
            <>
              {recordFirst && <Record shown={shown} tab={tab} onTab={onTab} />}
              <AnswerCheck shown={shown} />
              <Answer shown={shown} />
              <CaseFacts shown={shown} />
              <Drafts shown={shown} />
              {shown.dispute && <Dispute dispute={shown.dispute} />}
              <Units shown={shown} />
              {!recordFirst && <Record shown={shown} tab={tab} onTab={onTab} />}
            </>
          ) : (
            <div className="case-columns">
              <div>
                <AnswerCheck shown={shown} />
                <Answer shown={shown} />
                <CaseFacts shown={shown} />
                <Drafts shown={shown} />
              </div>
              <div>
                {shown.dispute && <Dispute dispute={shown.dispute} />}
                <Units shown={shown} />
              </div>
              <div>
                <Record shown={shown} tab={tab} onTab={onTab} />
              </div>
            </div>
          )}
        </article>
      )}
    </Asked>
  );
}
