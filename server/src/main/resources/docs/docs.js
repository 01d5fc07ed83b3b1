// Shows openapi.json and sends calls to this server. Text from the document is only ever set as text.
'use strict';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') element.className = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function resolve(api, value) {
  let current = value;
  while (current && current.$ref) {
    current = current.$ref.slice(2).split('/').reduce((node, key) => node[key], api);
  }
  return current || {};
}

// An example of what a schema describes, to start a request body with.
function example(api, schema, depth = 0) {
  const s = resolve(api, schema);
  if (depth > 4) return null;
  if (s.anyOf) return example(api, s.anyOf[0], depth);
  if (s.enum) return s.enum[0];
  switch (s.type) {
    case 'object': {
      const result = {};
      for (const name of s.required || []) result[name] = example(api, s.properties[name], depth + 1);
      return result;
    }
    case 'array': return [example(api, s.items, depth + 1)];
    case 'integer': case 'number': return 0;
    case 'boolean': return false;
    default: return '';
  }
}

function describe(api, schema, depth = 0) {
  const s = resolve(api, schema);
  if (depth > 6) return '…';
  if (s.anyOf) return s.anyOf.map(option => describe(api, option, depth)).join(' | ');
  if (s.enum) return s.enum.map(value => JSON.stringify(value)).join(' | ');
  if (s.type === 'array') return '[' + describe(api, s.items, depth + 1) + ']';
  if (s.type === 'object' && s.properties) {
    const pad = '  '.repeat(depth + 1);
    const lines = Object.entries(s.properties).map(([name, property]) =>
      pad + name + ((s.required || []).includes(name) ? '' : '?') + ': ' + describe(api, property, depth + 1));
    return '{\n' + lines.join(',\n') + '\n' + '  '.repeat(depth) + '}';
  }
  if (s.type === 'object' && typeof s.additionalProperties === 'object') {
    return '{ name: ' + describe(api, s.additionalProperties, depth + 1) + ' }';
  }
  return s.format || s.type || 'any';
}

function parametersTable(api, parameters) {
  const inputs = [];
  const rows = parameters.map(reference => {
    const parameter = resolve(api, reference);
    const input = make('input', { 'aria-label': parameter.name, autocomplete: 'off' });
    inputs.push({ parameter, input });
    return make('tr', {},
      make('td', {}, make('code', {}, parameter.name), parameter.required ? ' *' : ''),
      make('td', {}, parameter.in), make('td', {}, parameter.description || ''), make('td', {}, input));
  });
  const head = make('tr', {}, ...['Name', 'In', 'Meaning', 'Value'].map(title => make('th', {}, title)));
  return { table: make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows)), inputs };
}

function request(method, path, inputs, body, mediaType) {
  const headers = {};
  const query = new URLSearchParams();
  let target = path;
  for (const { parameter, input } of inputs) {
    if (parameter.in === 'path') target = target.replace('{' + parameter.name + '}', encodeURIComponent(input.value));
    else if (input.value && parameter.in === 'query') query.append(parameter.name, input.value);
    else if (input.value && parameter.in === 'header') headers[parameter.name] = input.value;
  }
  const token = document.getElementById('token').value.trim();
  if (token) headers.Authorization = 'Bearer ' + token;
  if (body) headers['Content-Type'] = mediaType;
  const search = query.toString();
  return fetch(target + (search ? '?' + search : ''), { method: method.toUpperCase(), headers, body: body || undefined, credentials: 'omit' });
}

async function show(output, sending) {
  try {
    const answer = await sending;
    const text = await answer.text();
    let pretty = text;
    if ((answer.headers.get('Content-Type') || '').includes('json')) pretty = JSON.stringify(JSON.parse(text), null, 2);
    output.className = answer.ok ? '' : 'failed';
    output.textContent = answer.status + ' ' + answer.statusText + '\n' + [...answer.headers].map(h => h.join(': ')).join('\n') + '\n\n' + pretty;
  } catch (failure) {
    output.className = 'failed';
    output.textContent = String(failure);
  }
}

function operation(api, path, method, details) {
  const section = make('details', { 'data-text': (path + ' ' + details.operationId + ' ' + details.summary).toLowerCase() },
    make('summary', {}, make('span', { class: 'method ' + method }, method.toUpperCase()), make('code', {}, path), make('span', {}, details.summary)));
  section.addEventListener('toggle', () => {
    if (section.open && !section.querySelector('.body')) section.append(content(api, path, method, details));
  });
  return section;
}

function content(api, path, method, details) {
  const body = make('div', { class: 'body' });
  const { table, inputs } = parametersTable(api, details.parameters || []);
  if (inputs.length) body.append(table);
  let text = null;
  let mediaType = null;
  if (details.requestBody) {
    mediaType = Object.keys(details.requestBody.content)[0];
    const schema = details.requestBody.content[mediaType].schema;
    text = make('textarea', { 'aria-label': 'request body', spellcheck: 'false' });
    if (mediaType === 'application/json') text.value = JSON.stringify(example(api, schema), null, 2);
    body.append(make('p', {}, 'Body, ' + Object.keys(details.requestBody.content).join(' or ')), make('pre', {}, describe(api, schema)), text);
  }
  for (const [status, reference] of Object.entries(details.responses)) {
    const response = resolve(api, reference);
    const json = response.content && response.content['application/json'];
    body.append(make('p', {}, make('strong', {}, status), ' ' + response.description));
    if (json) body.append(make('pre', {}, describe(api, json.schema)));
  }
  const output = make('pre', { role: 'status' });
  const send = make('button', { type: 'button' }, 'Send');
  send.addEventListener('click', () => show(output, request(method, path, inputs, text && text.value, mediaType)));
  body.append(send, output);
  return body;
}

function filter() {
  const wanted = document.getElementById('find').value.trim().toLowerCase();
  for (const section of document.querySelectorAll('details')) section.hidden = !section.dataset.text.includes(wanted);
}

async function start() {
  const main = document.getElementById('operations');
  try {
    const api = await (await fetch('/openapi.json')).json();
    document.getElementById('version').textContent = api.info.version;
    for (const tag of api.tags) {
      main.append(make('h2', {}, tag.name));
      for (const [path, methods] of Object.entries(api.paths)) {
        for (const method of METHODS) {
          if (methods[method] && methods[method].tags.includes(tag.name)) main.append(operation(api, path, method, methods[method]));
        }
      }
    }
    document.getElementById('find').addEventListener('input', filter);
  } catch (failure) {
    main.append(make('p', { class: 'failed' }, 'The description of the API cannot be read: ' + failure));
  }
}

start();
