import { useQuery } from "@tanstack/react-query";
import { Input, type InputRef, Modal } from "antd";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { client, ok } from "@/api/client";
import { useSession } from "@/api/session";
import { useWords } from "@/text/words";
import { StateBadge } from "./CaseWords";
import { pagesFor } from "./menu";
import { PageIcon, SearchIcon } from "./PageIcon";

interface Choice {
  key: string;
  path: string;
  text: React.ReactNode;
  icon: React.ReactNode;
}

/// One box: a case's number, part of a phone number, a person, a place, words, or a page.
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { label } = useWords();
  const go = useNavigate();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<InputRef>(null);
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ["live", "list", "palette", asked],
    queryFn: () => ok(client.GET("/api/v1/search", { params: { query: { q: asked, limit: 8 } } })),
    enabled: asked.length > 0 && may("search"),
    retry: false,
  });
  useEffect(() => input.current?.focus(), []);

  const pages: Choice[] = pagesFor(may)
    .filter((page) => !text || t(page.text).toLowerCase().includes(text.toLowerCase()))
    .map((page) => ({
      key: page.path,
      path: page.path,
      text: t(page.text),
      icon: <PageIcon path={page.path} />,
    }));
  const cases: Choice[] = (asked ? (found.data?.items ?? []) : []).map((line) => ({
    key: line.id,
    path: `/cases/${line.id}`,
    icon: <StateBadge state={line.state} label={line.state_label} />,
    text: (
      <span className="palette-case">
        <b>{line.title ?? line.category_name}</b>
        <small>
          {line.id} · {line.place_name} · {line.lead_name}
        </small>
      </span>
    ),
  }));
  const all: Choice[] = asked
    ? [
        ...cases,
        {
          key: "all",
          path: `/cases?q=${encodeURIComponent(asked)}`,
          text: t("search.all", { text: asked }),
          icon: <SearchIcon />,
        },
        ...pages,
      ]
    : pages;
  const current = Math.min(at, all.length - 1);

  const open = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    void go(choice.path);
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt(Math.min(current + 1, all.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(current - 1, 0));
    else if (event.key === "Enter") open(all[current]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={680}
      className="palette"
      title={null}
    >
      <Input
        ref={input}
        size="large"
        variant="borderless"
        prefix={<SearchIcon />}
        placeholder={t("search.hint")}
        aria-label={t("search.hint")}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-choices"
        aria-activedescendant={current >= 0 ? `palette-${current}` : undefined}
        value={text}
        maxLength={200}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div id="palette-choices" className="palette-choices" role="listbox" aria-label={t("search.found")}>
        {all.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above hears the keys
          <div
            key={choice.key}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className="palette-choice"
            onClick={() => open(choice)}
            onMouseMove={() => setAt(index)}
          >
            {choice.icon}
            <span>{choice.text}</span>
          </div>
        ))}
      </div>
      <p className="palette-foot quiet">
        {found.data && asked ? t("search.as", { what: label("search_in", found.data.in) }) : t("search.keys")}
      </p>
    </Modal>
  );
}
