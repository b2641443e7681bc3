import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "@/api/client";
import { Moment, StateBadge } from "@/shell/CaseWords";
import { useWords } from "@/text/words";
import { Panel } from "@/ui/Panel";

/// Words of danger that were said, not those that were denied or only mentioned.
export function Danger({ signals }: { signals: Schema["Signal"][] }) {
  const { t } = useTranslation();
  const { label } = useWords();
  const said = signals.filter((each) => each.sense === "said");
  if (said.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      className="danger"
      title={t("desk.danger")}
      description={said.map((each) => `${label("signal_kind", each.kind)}：“${each.found}”`).join("　")}
    />
  );
}

/// The requests of a text that seems to hold several; the case is split after it was opened.
export function Parts({ parts }: { parts: Schema["ProposedPart"][] }) {
  const { t } = useTranslation();
  if (parts.length < 2) return null;
  return (
    <>
      <span className="label">{t("desk.parts", { count: parts.length })}</span>
      <div>
        <ol className="parts">
          {parts.map((part) => (
            <li key={part.at}>
              {part.text.trim()} <span className="quiet">{part.category_name}</span>
            </li>
          ))}
        </ol>
        <small className="quiet">{t("desk.partsHint")}</small>
      </div>
    </>
  );
}

/// Open cases that may be about the same, with why; the likely ones are marked for merging.
export function Near({ cases, empty }: { cases: Schema["SimilarCase"][]; empty: string }) {
  const { t } = useTranslation();
  const { label } = useWords();
  if (cases.length === 0) return <p className="quiet side-empty">{empty}</p>;
  return (
    <ul className="side-cases">
      {cases.map((each) => (
        <li key={each.id}>
          <Link to={`/cases/${each.id}`} target="_blank">
            <b>{each.title || each.category_name}</b>
            <StateBadge state={each.state} label={each.state_label} />
            <small className="quiet">
              {each.merge_proposed && <strong>{t("desk.mayMerge")} · </strong>}
              {each.reasons.map((reason) => label("similar_reason", reason)).join("、")} ·{" "}
              <Moment at={each.opened_at} />
            </small>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/// Who could be called in, and why; the program calls nobody.
export function PeopleAdvised({ people }: { people: Schema["ProposedPerson"][] }) {
  const { t } = useTranslation();
  const { label } = useWords();
  if (people.length === 0) return null;
  return (
    <Panel title={t("desk.people")} flush>
      <ul className="side-cases">
        {people.map((each) => (
          <li key={`${each.reason}-${each.code}-${each.name}`} className="advised">
            <b>
              {each.name} <span className="quiet">{each.role_label}</span>
            </b>
            <span>{each.phone}</span>
            <small className="quiet">
              {[each.unit_name, label("call_in_reason", each.reason), ...each.why]
                .filter(Boolean)
                .join(" · ")}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/// Articles that may answer the caller at once; one is cited by a click and still read by a person.
export function ArticlesAdvised({
  articles,
  onCite,
}: {
  articles: Schema["ProposedArticle"][];
  onCite: (article: Schema["ProposedArticle"]) => void;
}) {
  const { t } = useTranslation();
  if (articles.length === 0) return null;
  return (
    <Panel title={t("desk.articles")} flush>
      <ul className="side-cases">
        {articles.map((each) => (
          <li key={each.id} className="advised">
            <b title={each.spoken}>{each.title}</b>
            <Button size="small" onClick={() => onCite(each)}>
              {t("desk.cite")}
            </Button>
            <small className="quiet">
              {[
                each.unit_name,
                each.of_category && t("desk.ofCategory"),
                each.words.length > 0 && t("desk.byWords", { words: each.words.join("、") }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
