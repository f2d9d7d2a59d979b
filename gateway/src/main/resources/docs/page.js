"use strict";

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options", "trace"];

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function resolve(api, schema) {
  const name = schema.$ref ? schema.$ref.split("/").pop() : "";
  return { name, schema: name ? api.components.schemas[name] : schema };
}

function typeOf(api, schema) {
  const { name } = resolve(api, schema);
  if (name) return name.split(".").pop();
  if (schema.items) return typeOf(api, schema.items) + "[]";
  if (schema.additionalProperties) return "map of " + typeOf(api, schema.additionalProperties);
  return [].concat(schema.type || "any").join(" or ") + (schema.format ? ` (${schema.format})` : "");
}

function row(api, name, schema, description, marks) {
  const type = element("td", typeOf(api, schema));
  const inner = nested(api, schema);
  if (inner) type.append(inner);
  return element("tr", "", element("td", "", element("code", name)), type,
    element("td", [marks.filter(Boolean).join(", "), description].filter(Boolean).join(". ")));
}

/* Opened only when asked for: types refer to themselves. */
function nested(api, schema) {
  const { name, schema: found } = resolve(api, schema.items || schema.additionalProperties || schema);
  if (!name || !found) return null;
  const box = element("details", "", element("summary", name));
  box.addEventListener("toggle", () => {
    if (box.open && box.childElementCount === 1) box.append(shape(api, found));
  });
  return box;
}

function shape(api, schema) {
  if (!schema.properties) return element("p", schema.description || "");
  const required = new Set(schema.required || []);
  return element("table", "", ...Object.entries(schema.properties).map(([name, field]) =>
    row(api, name, field, field.description, [required.has(name) && "required", field.readOnly && "read only"])));
}

function content(api, title, described) {
  const parts = Object.entries(described.content || {}).map(([type, media]) =>
    element("div", "", element("code", type + "  " + typeOf(api, media.schema)), nested(api, media.schema) || ""));
  return element("section", "", element("h4", title), element("p", described.description || ""), ...parts);
}

function parameters(api, list) {
  if (!list.length) return "";
  return element("section", "", element("h4", "Parameters"), element("table", "", ...list.map((one) =>
    row(api, one.name, one.schema, one.description, [one.in, one.required && "required"]))));
}

function operation(api, method, path, one) {
  const title = element("summary", "", element("code", method.toUpperCase() + " " + path), element("span", one.summary));
  const box = element("details", "", title);
  box.dataset.words = [method, path, one.summary, one.description].join(" ").toLowerCase();
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    box.append(element("p", one.description), parameters(api, one.parameters));
    if (one.requestBody) box.append(content(api, "Body", one.requestBody));
    for (const [status, answer] of Object.entries(one.responses)) {
      const found = answer.$ref ? api.components.responses[answer.$ref.split("/").pop()] : answer;
      box.append(content(api, status === "default" ? "Errors" : status, found));
    }
  });
  return box;
}

function render(api) {
  const groups = new Map();
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of METHODS.filter((name) => item[name])) {
      const tag = item[method].tags[0];
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(operation(api, method, path, item[method]));
    }
  }
  return [...groups].map(([tag, operations]) => element("section", "", element("h2", tag), ...operations));
}

function filter(words) {
  for (const box of document.querySelectorAll("details[data-words]")) box.hidden = !box.dataset.words.includes(words);
}

fetch("/openapi.json")
  .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error("HTTP " + answer.status)))
  .then((api) => document.getElementById("api").replaceChildren(...render(api)))
  .catch((error) => document.getElementById("api").replaceChildren(
    Object.assign(element("p", "openapi.json cannot be read: " + error.message), { className: "failed" })));
document.getElementById("filter").addEventListener("input", (event) => filter(event.target.value.toLowerCase()));
