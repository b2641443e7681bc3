import { Button, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { useWords } from "@/text/words";
import { CommandForm } from "./CommandForm";
import { type CommandName, inOrder, isCommand, isForward, kDangerous } from "./commands";
import { MergeForm } from "./MergeForm";
import { SplitForm } from "./SplitForm";

type Case = Schema["Case"];
type Action = Schema["Action"];

const kShown = 6;
/// Done elsewhere on the page: beside the person, and among the documents.
const kElsewhere = new Set(["unmask", "attach"]);

const keyOf = (action: Action) => `${action.name}.${action.assignment}`;

/// Why the others are not possible now, in the words of the rules.
function Refused({ actions, nameOf }: { actions: Action[]; nameOf: (action: Action) => string }) {
  const { t } = useTranslation();
  const { label } = useWords();
  if (actions.length === 0) return null;
  const list = (
    <dl className="refused">
      {actions.map((action) => (
        <div key={keyOf(action)}>
          <dt>{nameOf(action)}</dt>
          <dd>{label("refusal", action.reason, action.reason_label)}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <Popover content={list} title={t("action.whyNot")} trigger="click" placement="bottomRight">
      <Button type="text">{t("action.refused", { count: actions.length })}</Button>
    </Popover>
  );
}

interface Props {
  shown: Case;
  /// Opened by the page itself: the next thing that this page's person does.
  first?: CommandName;
  onDone?: (after: Schema["CaseBrief"]) => void;
}

/// What may happen now, built from what the server allows, with a form for each.
export function ActionBar({ shown, first, onDone }: Props) {
  const { t } = useTranslation();
  const { label } = useWords();
  const firstAction = shown.actions.find((action) => action.allowed && action.name === first);
  const [chosen, setChosen] = useState<string | null>(firstAction ? keyOf(firstAction) : null);
  const [showsAll, setShowsAll] = useState(false);

  const actions = inOrder(shown.actions.filter((action) => !kElsewhere.has(action.name)));
  const allowed = actions.filter((action) => action.allowed && isCommand(action.name));
  const refused = actions.filter((action) => !action.allowed && action.reason !== "not_permitted");
  const isAmbiguous = (action: Action) => allowed.filter((each) => each.name === action.name).length > 1;
  const nameOf = (action: Action) => {
    const name = label("action", action.name, action.label);
    const unit = shown.assignments.find((each) => each.no === action.assignment)?.unit_name;
    return isAmbiguous(action) && unit ? `${name}（${unit}）` : name;
  };
  const current = allowed.find((action) => keyOf(action) === chosen);
  const visible = showsAll ? allowed : allowed.slice(0, kShown);
  const mayAmend = allowed.some((action) => action.name === "amend");

  return (
    <section className="actions" aria-label={t("action.title")}>
      <div className="action-row">
        {visible.map((action, index) => (
          <Button
            key={keyOf(action)}
            type={
              keyOf(action) === chosen
                ? "primary"
                : index === 0 && !chosen && isForward(action.name)
                  ? "primary"
                  : "default"
            }
            danger={kDangerous.has(action.name)}
            aria-expanded={keyOf(action) === chosen}
            onClick={() => setChosen(keyOf(action) === chosen ? null : keyOf(action))}
          >
            {nameOf(action)}
          </Button>
        ))}
        {mayAmend && showsAll && (
          <Button onClick={() => setChosen(chosen === "split" ? null : "split")}>{t("split.title")}</Button>
        )}
        {allowed.length > kShown && (
          <Button type="text" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? t("action.less") : t("action.more", { count: allowed.length - kShown })}
          </Button>
        )}
        {allowed.length === 0 && <span className="quiet">{t("action.none")}</span>}
        <Refused actions={refused} nameOf={nameOf} />
      </div>
      {current?.name === "merge" && (
        <MergeForm key={shown.id} shown={shown} onClose={() => setChosen(null)} />
      )}
      {current && current.name !== "merge" && (
        <CommandForm
          autoFocus={current.name !== first}
          key={`${shown.id}.${chosen}`}
          shown={shown}
          command={current.name as CommandName}
          assignment={current.assignment}
          title={nameOf(current)}
          known={current.name === "amend" ? knownOf(shown) : undefined}
          onCancel={() => setChosen(null)}
          onDone={(after) => {
            setChosen(null);
            onDone?.(after);
          }}
        />
      )}
      {chosen === "split" && <SplitForm shown={shown} onClose={() => setChosen(null)} />}
    </section>
  );
}

const knownOf = (shown: Case) => ({
  type: shown.type,
  category: shown.category || undefined,
  place: shown.place || undefined,
  urgent: shown.urgent,
  secret: shown.secret,
});
