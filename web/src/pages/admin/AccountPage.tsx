import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Popconfirm, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { keys } from "@/api/queries";
import { useMe } from "@/api/session";
import { Trouble } from "@/shell/Trouble";
import { Fact, Facts } from "@/ui/Fact";
import { Panel } from "@/ui/Panel";

function Password() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: (body: Schema["ChangePassword"]) => ok(client.POST("/api/v1/me/password", { body })),
    onSuccess: () => {
      void message.success(t("account.changed"));
      void cache.invalidateQueries({ queryKey: keys.me });
    },
  });
  const needed = [{ required: true, message: t("form.needed") }];
  return (
    <Panel title={t("account.password")}>
      {change.error && <Trouble error={change.error} />}
      <Form layout="vertical" onFinish={(typed: Schema["ChangePassword"]) => change.mutate(typed)}>
        <Form.Item name="old_password" label={t("account.old")} rules={needed}>
          <Input.Password autoComplete="current-password" maxLength={500} />
        </Form.Item>
        <Form.Item
          name="new_password"
          label={t("account.new")}
          extra={t("users.passwordHint")}
          rules={needed}
        >
          <Input.Password autoComplete="new-password" maxLength={500} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t("account.change")}
        </Button>
      </Form>
    </Panel>
  );
}

function SecondFactor() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const settle = { onSettled: () => void cache.invalidateQueries({ queryKey: keys.me }) };
  const enrol = useMutation({ mutationFn: () => ok(client.POST("/api/v1/me/totp")), ...settle });
  const drop = useMutation({ mutationFn: () => ok(client.DELETE("/api/v1/me/totp")), ...settle });
  const secret = enrol.data ? new URL(enrol.data.uri).searchParams.get("secret") : null;
  return (
    <Panel title={t("account.factor")}>
      <p>{me.has_second_factor ? t("account.factorOn") : t("account.factorOff")}</p>
      {(enrol.error ?? drop.error) && <Trouble error={enrol.error ?? drop.error} />}
      {enrol.data && (
        <Alert
          type="warning"
          showIcon
          title={t("account.once")}
          description={
            <>
              <p>{t("account.onceHint")}</p>
              <Typography.Text copyable code>
                {secret ?? enrol.data.uri}
              </Typography.Text>
              <p>
                <a href={enrol.data.uri}>{t("account.openApp")}</a>
              </p>
            </>
          }
        />
      )}
      {me.has_second_factor ? (
        <Popconfirm title={t("account.dropAsk")} onConfirm={() => drop.mutate()}>
          <Button danger loading={drop.isPending}>
            {t("account.drop")}
          </Button>
        </Popconfirm>
      ) : (
        <Button onClick={() => enrol.mutate()} loading={enrol.isPending}>
          {t("account.enrol")}
        </Button>
      )}
    </Panel>
  );
}

export default function AccountPage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <div className="account">
      <Panel title={t("person.account")}>
        <Facts columns={1}>
          <Fact name={t("signIn.login")}>{me.login}</Fact>
          <Fact name={t("users.name")}>{me.name}</Fact>
          <Fact name={t("list.unit")}>{me.unit_name}</Fact>
        </Facts>
      </Panel>
      <Password />
      <SecondFactor />
    </div>
  );
}
