import { useTranslation } from "react-i18next";
import { Moment } from "@/shell/CaseWords";
import { keyOf, shareOf, type Topic } from "./topics";

interface Props {
  topics: Topic[];
  chosen?: Topic;
  onChoose: (topic: Topic) => void;
}

/// The hottest first; the bar is the heat beside the hottest and says nothing that the rank does not.
export function TopicList({ topics, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <ol className="topic-list">
      {topics.map((topic) => (
        <li key={keyOf(topic)}>
          <button
            type="button"
            className={topic === chosen ? "topic is-active" : "topic"}
            aria-pressed={topic === chosen}
            onClick={() => onChoose(topic)}
          >
            <span className="topic-rank">{topic.rank}</span>
            <span className="topic-text">
              <b className="topic-words">{topic.words.join(" · ") || topic.summary}</b>
              <span className="topic-summary">{topic.summary}</span>
              <small className="quiet">
                {[topic.place, topic.group].filter(Boolean).join(" · ")} <Moment at={topic.from} /> –{" "}
                <Moment at={topic.to} />
              </small>
            </span>
            <span className="topic-count">
              <b>{topic.persons}</b> {t("topics.persons")}
              <small className="quiet">{t("topics.caseCount", { count: topic.case_count })}</small>
            </span>
            <i
              className="topic-heat"
              style={{ width: `${100 * shareOf(topic, topics)}%` }}
              aria-hidden="true"
            />
          </button>
        </li>
      ))}
    </ol>
  );
}
