import { useQueries, useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import {
  type DocumentFilter,
  type DocumentOf,
  documentQuery,
  documentsQuery,
  isPerson,
  namesIn,
  textOf,
} from "@/api/readDocuments";
import { useMe } from "@/api/session";
import { Due, Moment } from "@/shell/CaseWords";
import { Asked, Nothing } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { askOf, kTones, type Mediation, type Offer } from "./bodies";
import { MediationView } from "./MediationView";
import "./mediation.css";
import { OfferView } from "./OfferView";

const kRows = 50;
const kViews = {
  offers: { kind: "offer", state: "asked,accepted", open: true },
  mediations: { kind: "mediation", open: true },
  done: { kind: "offer,mediation", open: false },
} satisfies Record<string, DocumentFilter>;
type ViewName = keyof typeof kViews;
const kNames = Object.keys(kViews) as ViewName[];

type Body = Offer | Mediation;
const isOffer = (shown: DocumentOf<Body>): shown is DocumentOf<Offer> => shown.head.kind === "offer";
const personOf = (shown: DocumentOf<Body>) =>
  isOffer(shown) ? (askOf(shown)?.chosen.person ?? "") : (shown.body as Mediation).mediator;

function Row({ shown, active, onOpen }: { shown: DocumentOf<Body>; active: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const { head, body } = shown;
  const person = personOf(shown);
  const text = isOffer(shown)
    ? textOf(shown.timeline, "offer_made", "text")
    : textOf(shown.timeline, "mediation_opened", "parties");
  return (
    <li>
      <button type="button" className="mediation-row" aria-current={active} onClick={onOpen}>
        <span className="mediation-row-top">
          <Badge tone={kTones[body.state]}>{t(`mediation.state.${body.state}`)}</Badge>
          {isOffer(shown) && shown.body.urgent && <Badge tone="red">{t("case.urgent")}</Badge>}
          {isPerson(person, me) && <Badge tone="blue">{t("mediation.mine")}</Badge>}
          {head.due_at ? <Due dueAt={head.due_at} /> : <Moment at={head.closed_at ?? head.opened_at} />}
        </span>
        <b>{text || t(isOffer(shown) ? "mediation.offer" : "mediation.mediation")}</b>
        <small className="quiet">
          {[head.number, t("mediation.aboutCase", { id: body.about }), namesIn(shown)(person)]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </button>
    </li>
  );
}

/// What a mediator or an expert is asked for, and the record of what they bring about. View and document stand
/// in the address.
export default function MediationPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const view = kNames.find((name) => name === search.get("view")) ?? "offers";
  const list = useQuery(documentsQuery({ ...kViews[view], limit: kRows }));
  const counts = [
    useQuery(documentsQuery({ ...kViews.offers, limit: kRows })),
    useQuery(documentsQuery({ ...kViews.mediations, limit: kRows })),
  ];
  const heads = list.data?.items ?? [];
  const documents = useQueries({ queries: heads.map((head) => documentQuery<Body>(head.id)) });
  const isReady = list.data !== undefined && documents.every((each) => !each.isPending);
  const rows = documents
    .flatMap(({ data }) => data ?? [])
    .sort(
      (a, b) =>
        Number(isPerson(personOf(b), me)) - Number(isPerson(personOf(a), me)) ||
        Date.parse(a.head.due_at ?? "9999-12-31") - Date.parse(b.head.due_at ?? "9999-12-31"),
    );
  const chosen = search.get("document") ?? rows[0]?.head.id;
  const shown = useQuery({ ...documentQuery<Body>(chosen ?? ""), enabled: !!chosen });
  const open = (document: string | null, next: ViewName = view) =>
    setSearch({ view: next, ...(document && { document }) }, { replace: true });

  return (
    <div className="mediation">
      <section className="mediation-list" aria-label={t("menu.mediation")}>
        <div className="queue-head">
          <Segmented
            value={view}
            onChange={(next) => open(null, next as ViewName)}
            options={kNames.map((name, at) => ({
              value: name,
              label: (
                <span className="view-name">
                  {t(`mediation.view.${name}`)}
                  <em>{counts[at]?.data?.items.length ?? ""}</em>
                </span>
              ),
            }))}
          />
        </div>
        <Asked query={{ ...list, data: isReady ? rows : undefined }} rows={8}>
          {(items) =>
            items.length === 0 ? (
              <Nothing text={t(`mediation.none.${view}`)} />
            ) : (
              <ul className="mediation-rows">
                {items.map((each) => (
                  <Row
                    key={each.head.id}
                    shown={each}
                    active={each.head.id === chosen}
                    onOpen={() => open(each.head.id)}
                  />
                ))}
              </ul>
            )
          }
        </Asked>
      </section>
      <section className="mediation-pane" aria-label={t("mediation.chosen")}>
        {chosen ? (
          <Asked query={shown} rows={10}>
            {(document) =>
              isOffer(document) ? (
                <OfferView
                  key={document.head.id}
                  offer={document}
                  onMediation={(id) => open(id, "mediations")}
                />
              ) : (
                <MediationView key={document.head.id} mediation={document as DocumentOf<Mediation>} />
              )
            }
          </Asked>
        ) : (
          isReady && <Nothing text={t("mediation.choose")} />
        )}
      </section>
    </div>
  );
}
