import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { client, ok } from "@/api/client";
import { CasesByNumber } from "@/pages/cases/CasesByNumber";
import { useWatch } from "@/pages/watch/useWatch";
import { Moment } from "@/shell/CaseWords";
import { Nothing, Trouble } from "@/shell/Trouble";
import { Panel } from "@/ui/Panel";
import { SurgePanel } from "./SurgePanel";
import { SurgeView } from "./SurgeView";
import { TopicList } from "./TopicList";
import { keyOf, type Topic } from "./topics";
import "./topics.css";

const kLookMs = 60_000;
const kSoonMs = 2000;

/// Looked for once an hour by the server, and first when it starts: an event changes nothing about it.
const topicsQuery = queryOptions({
  queryKey: ["topics"],
  queryFn: () => ok(client.GET("/api/v1/topics")),
  refetchInterval: ({ state }) => (state.data && !state.data.as_of ? kSoonMs : kLookMs),
});

function TopicView({ topic }: { topic: Topic }) {
  const { t } = useTranslation();
  return (
    <article className="topic-view" aria-label={keyOf(topic)}>
      <header className="panel topic-head">
        <h2>{topic.words.join(" · ") || topic.summary}</h2>
        <p className="case-said">{topic.summary}</p>
        <p className="case-sub">
          <span>{topic.place}</span>
          <span>{topic.group}</span>
          <span>
            <Moment at={topic.from} /> – <Moment at={topic.to} />
          </span>
          <span>{t("topics.counted", { persons: topic.persons, cases: topic.case_count })}</span>
        </p>
      </header>
      <Panel title={t("topics.cases")} flush className="topic-cases">
        <CasesByNumber ids={topic.cases} label={t("topics.cases")} />
      </Panel>
    </article>
  );
}

/// 热点与异动: what many people bring, and what suddenly more people bring than usual.
export default function TopicsPage() {
  const { t } = useTranslation();
  const watch = useWatch();
  const query = useQuery(topicsQuery);
  const topics = query.data?.items ?? [];
  const surge = watch.get("surge");
  const asked = watch.get("topic");
  // Nothing chosen: the hottest.
  const topic = topics.find((each) => keyOf(each) === asked) ?? (asked ? undefined : topics[0]);
  return (
    <div className="queue topics">
      <section className="topics-side" aria-label={t("menu.topics")}>
        <SurgePanel watch={watch} />
        <Panel
          title={t("topics.hottest")}
          flush
          className="topics-panel"
          extra={
            query.data?.as_of && (
              <>
                {t("topics.asOf")} <Moment at={query.data.as_of} />
              </>
            )
          }
        >
          {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
          {query.isPending && <p className="topics-wait quiet">{t("list.loading")}</p>}
          {query.data && topics.length === 0 && (
            <Nothing text={t(query.data.as_of ? "topics.none" : "topics.notYet")} />
          )}
          <TopicList
            topics={topics}
            chosen={surge ? undefined : topic}
            onChoose={(next) => watch.set({ topic: keyOf(next), surge: null })}
          />
        </Panel>
      </section>
      <aside className="queue-pane" aria-label={t("watch.chosen")}>
        {surge && <SurgeView key={surge} id={surge} />}
        {!surge && topic && <TopicView key={keyOf(topic)} topic={topic} />}
        {!surge && !topic && !query.isPending && (
          <Nothing text={t(asked && topics.length > 0 ? "topics.gone" : "list.choose")} />
        )}
      </aside>
    </div>
  );
}
