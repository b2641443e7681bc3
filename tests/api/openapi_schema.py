"""Checks JSON values against the part of JSON Schema that docs/api/openapi.yaml uses."""

import re

TYPES = {"string": str, "boolean": bool, "integer": int, "number": (int, float), "array": list, "object": dict}
KNOWN = {"type", "enum", "description", "example", "format", "pattern", "minimum", "maximum", "minLength", "maxLength",
         "minItems", "maxItems", "items", "required", "properties", "additionalProperties", "default", "$ref",
         "contentMediaType"}
TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")


class Schemas:
    def __init__(self, document):
        self.document = document

    def resolve(self, node):
        while "$ref" in node:
            target = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def faults(self, value, schema, where=""):
        """Every fault as "/pointer: what"."""
        schema = self.resolve(schema)
        unknown = set(schema) - KNOWN
        if unknown:
            return [f"{where}: the validator does not know {sorted(unknown)}"]
        kind = schema.get("type")
        if kind:
            fits = isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
            if not fits:
                return [f"{where}: must be {kind}, is {value!r}"]
        found = []
        if "enum" in schema and value not in schema["enum"]:
            found.append(f"{where}: {value!r} is none of {schema['enum']}")
        if isinstance(value, str):
            if "pattern" in schema and not re.search(schema["pattern"], value):
                found.append(f"{where}: {value!r} does not match {schema['pattern']}")
            if schema.get("format") == "date-time" and not TIME.match(value):
                found.append(f"{where}: {value!r} is no time")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if value < schema.get("minimum", value) or value > schema.get("maximum", value):
                found.append(f"{where}: {value} is out of range")
        if isinstance(value, list):
            for at, item in enumerate(value):
                found += self.faults(item, schema.get("items", {}), f"{where}/{at}")
        if isinstance(value, dict):
            found += self.object_faults(value, schema, where)
        return found

    def object_faults(self, value, schema, where):
        found = [f"{where}: {name} is missing" for name in schema.get("required", []) if name not in value]
        properties = schema.get("properties", {})
        more = schema.get("additionalProperties", True)
        for name, member in value.items():
            if name in properties:
                found += self.faults(member, properties[name], f"{where}/{name}")
            elif more is False:
                found.append(f"{where}/{name}: is not described")
            elif isinstance(more, dict):
                found += self.faults(member, more, f"{where}/{name}")
        return found
