import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal, Popconfirm, Select, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { UnitSelect } from "@/shell/CitySelect";
import { Asked, Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { DataList } from "@/ui/DataList";
import { Tokens } from "./Tokens";

type User = Schema["User"];
const kUsers = ["users"] as const;

/// A new person, or an existing one with another name, unit, roles and password.
function UserForm({ user, onClose }: { user: User | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { city } = useWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form] = Form.useForm<Schema["NewUser"]>();
  const save = useMutation({
    mutationFn: (body: Schema["NewUser"]) => ok(client.POST("/api/v1/users", { body })),
    onSuccess: (saved) => {
      void message.success(t("users.saved", { name: saved.name }));
      void cache.invalidateQueries({ queryKey: kUsers });
      onClose();
    },
  });
  const needed = [{ required: true, message: t("form.needed") }];
  return (
    <Modal
      open
      title={user ? t("users.change", { name: user.name }) : t("users.add")}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t("form.save")}
      cancelText={t("form.cancel")}
      confirmLoading={save.isPending}
    >
      {save.error && <Trouble error={save.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={user ?? { roles: [] }}
        onFinish={(typed) => save.mutate({ ...typed, unit: typed.unit ?? "" })}
      >
        <Form.Item name="login" label={t("signIn.login")} rules={needed}>
          <Input disabled={!!user} maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={t("users.name")} rules={needed}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="unit" label={t("list.unit")} rules={needed}>
          <UnitSelect value={undefined} onChange={() => undefined} />
        </Form.Item>
        <Form.Item name="roles" label={t("users.roles")} rules={needed}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            options={(city?.roles ?? []).map((role) => ({ value: role.code, label: role.name }))}
          />
        </Form.Item>
        <Form.Item name="password" label={t("users.password")} extra={t("users.passwordHint")} rules={needed}>
          <Input.Password maxLength={500} autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Users() {
  const { t } = useTranslation();
  const { city } = useWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [text, setText] = useState("");
  const [edited, setEdited] = useState<User | null | undefined>();
  const query = useQuery({ queryKey: kUsers, queryFn: () => ok(client.GET("/api/v1/users")) });
  const dismiss = useMutation({
    mutationFn: (id: string) => ok(client.DELETE("/api/v1/users/{id}", { params: { path: { id } } })),
    onSuccess: () => void message.success(t("users.dismissed")),
    onSettled: () => void cache.invalidateQueries({ queryKey: kUsers }),
  });
  const roleName = (code: string) => city?.roles.find((role) => role.code === code)?.name ?? code;
  return (
    <>
      <div className="toolbar">
        <Input.Search
          className="filter-text"
          allowClear
          placeholder={t("users.find")}
          aria-label={t("users.find")}
          onChange={(event) => setText(event.target.value.trim().toLowerCase())}
        />
        <Button type="primary" onClick={() => setEdited(null)}>
          {t("users.add")}
        </Button>
      </div>
      {dismiss.error && <Trouble error={dismiss.error} />}
      <Asked query={query} rows={8}>
        {({ items }) => (
          <DataList
            label={t("menu.users")}
            rowHeight={44}
            rows={items.filter((user) =>
              `${user.login}${user.name}${user.unit_name}`.toLowerCase().includes(text),
            )}
            rowKey={(user) => user.id}
            onOpen={(user) => setEdited(user)}
            empty={t("list.empty")}
            columns={[
              {
                key: "login",
                title: t("signIn.login"),
                width: "minmax(140px, 1fr)",
                render: (user) => user.login,
              },
              {
                key: "name",
                title: t("users.name"),
                width: "minmax(140px, 1fr)",
                render: (user) => <b>{user.name}</b>,
              },
              {
                key: "unit",
                title: t("list.unit"),
                width: "minmax(180px, 2fr)",
                render: (user) => user.unit_name,
              },
              {
                key: "roles",
                title: t("users.roles"),
                width: "minmax(140px, 1fr)",
                render: (user) => user.roles.map(roleName).join("、"),
              },
              {
                key: "state",
                title: t("list.state"),
                width: "150px",
                render: (user) => (
                  <>
                    <Badge tone={user.active ? "green" : "grey"}>
                      {user.active ? t("users.active") : t("users.inactive")}
                    </Badge>
                    {user.has_second_factor && <Badge tone="blue">{t("users.secondFactor")}</Badge>}
                    {user.locked_until && <Badge tone="red">{t("users.locked")}</Badge>}
                  </>
                ),
              },
              {
                key: "do",
                title: <span className="hidden-text">{t("action.title")}</span>,
                width: "150px",
                render: (user) => (
                  <>
                    <Button size="small" type="link" onClick={() => setEdited(user)}>
                      {t("users.edit")}
                    </Button>
                    {user.active && (
                      <Popconfirm
                        title={t("users.dismissAsk", { name: user.name })}
                        onConfirm={() => dismiss.mutate(user.id)}
                      >
                        <Button size="small" type="link" danger>
                          {t("users.dismiss")}
                        </Button>
                      </Popconfirm>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </Asked>
      {edited !== undefined && <UserForm user={edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}

export default function UsersPage() {
  const { t } = useTranslation();
  return (
    <Tabs
      className="panel admin"
      items={[
        { key: "users", label: t("users.title"), children: <Users /> },
        { key: "tokens", label: t("tokens.title"), children: <Tokens /> },
      ]}
    />
  );
}
