import { Checkbox, Input, Segmented, Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/text/words";
import { Panel } from "@/ui/Panel";
import type { DeskDraft } from "./deskDraft";

interface Props {
  draft: DeskDraft;
  change: (part: Partial<DeskDraft>) => void;
}

/// Who is calling.
export function CallerForm({
  draft,
  change,
  choose,
}: Props & { choose: (part: Partial<DeskDraft>) => void }) {
  const { t } = useTranslation();
  const { city, label } = useWords();
  const id = useId();
  const { caller } = draft;
  const set = (part: Partial<DeskDraft["caller"]>) => change({ caller: { ...caller, ...part } });
  return (
    <Panel title={t("desk.caller")}>
      <div className="grid-form">
        <label htmlFor={`${id}-phone`}>{t("person.phone")}</label>
        <Input
          id={`${id}-phone`}
          value={caller.phone}
          maxLength={40}
          inputMode="tel"
          autoComplete="off"
          onChange={(event) => set({ phone: event.target.value })}
        />
        <label htmlFor={`${id}-name`}>{t("person.name")}</label>
        <span className="pair">
          <Input
            id={`${id}-name`}
            value={caller.name}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => set({ name: event.target.value })}
          />
          <Segmented
            aria-label={t("person.sex")}
            value={caller.sex}
            onChange={(sex) => set({ sex })}
            options={[
              { value: "", label: "—" },
              { value: "男", label: t("person.male") },
              { value: "女", label: t("person.female") },
            ]}
          />
        </span>
        <label htmlFor={`${id}-enterprise`}>{t("person.enterprise")}</label>
        <Input
          id={`${id}-enterprise`}
          value={caller.enterprise}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => set({ enterprise: event.target.value })}
        />
        <label htmlFor={`${id}-channel`}>{t("desk.channel")}</label>
        <span className="pair">
          <Select
            id={`${id}-channel`}
            value={draft.channel}
            onChange={(channel) => change({ channel })}
            options={(city?.enums.channel ?? []).map((each) => ({
              value: each.code as DeskDraft["channel"],
              label: label("channel", each.code),
            }))}
          />
          <Checkbox checked={draft.secret} onChange={(event) => choose({ secret: event.target.checked })}>
            {t("desk.secret")}
          </Checkbox>
        </span>
      </div>
    </Panel>
  );
}

/// What happened, where, and what they wish for.
export function MatterForm({ draft, change, lacking, title }: Props & { lacking: boolean; title: string }) {
  const { t } = useTranslation();
  const id = useId();
  const { narrative } = draft;
  const set = (part: Partial<DeskDraft["narrative"]>) => change({ narrative: { ...narrative, ...part } });
  return (
    <Panel title={t("desk.matter")} className="grow">
      <div className="grid-form">
        <label htmlFor={`${id}-content`}>
          {t("desk.content")}
          <span className="must"> *</span>
        </label>
        <div>
          <Input.TextArea
            id={`${id}-content`}
            value={narrative.content}
            maxLength={20_000}
            status={lacking ? "error" : undefined}
            autoSize={{ minRows: 12, maxRows: 20 }}
            placeholder={t("desk.contentHint")}
            onChange={(event) => set({ content: event.target.value })}
          />
          {lacking && (
            <small role="alert" className="missing">
              {t("form.needed")}
            </small>
          )}
        </div>
        <label htmlFor={`${id}-address`}>{t("case.address")}</label>
        <Input
          id={`${id}-address`}
          value={narrative.address}
          maxLength={500}
          autoComplete="off"
          placeholder={t("desk.addressHint")}
          onChange={(event) => set({ address: event.target.value })}
        />
        <label htmlFor={`${id}-wish`}>{t("case.wish")}</label>
        <Input
          id={`${id}-wish`}
          value={narrative.wish}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => set({ wish: event.target.value })}
        />
        <label htmlFor={`${id}-title`}>{t("desk.title")}</label>
        <Input
          id={`${id}-title`}
          value={narrative.title}
          maxLength={100}
          autoComplete="off"
          placeholder={title || t("desk.titleHint")}
          onChange={(event) => set({ title: event.target.value })}
        />
      </div>
    </Panel>
  );
}
