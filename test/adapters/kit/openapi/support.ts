/** An OpenAPI document as a department hands it over. */
export const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Water supply', version: '2.1.0-beta', 'x-tb-zh': '供水服务' },
  servers: [{ url: 'https://{city}.water.example/api/', variables: { city: { default: 'north' } } }],
  paths: {
    '/meters/{meter-id}': {
      parameters: [{ $ref: '#/components/parameters/Meter' }],
      get: {
        operationId: 'getMeter',
        summary: 'Read a meter',
        'x-tb-zh': '查询水表',
        parameters: [
          { name: 'X-Area-Code', in: 'header', schema: { type: 'string' }, example: '330100' },
          { name: 'withHistory', in: 'query', schema: { type: 'boolean', 'x-tb-level': 1 } },
        ],
        responses: {
          200: {
            description: 'Found',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Meter' } } },
          },
          401: { description: 'Who are you?' },
          404: { description: 'No such meter', 'x-tb-error': 'meterUnknown', 'x-tb-zh': '没有该水表' },
        },
      },
    },
    '/connections': {
      post: {
        operationId: 'requestConnection',
        summary: 'Ask for a connection',
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                allOf: [
                  { $ref: '#/components/schemas/Applicant' },
                  {
                    type: 'object',
                    properties: {
                      address: { type: 'string', maxLength: 200 },
                      diameter: { type: 'integer', minimum: 0, exclusiveMinimum: true, nullable: true },
                      remark: { type: 'string' },
                    },
                    required: ['address'],
                  },
                ],
              },
              example: { holder: { name: '李某' }, address: '文一路 1 号' },
            },
          },
        },
        responses: {
          201: {
            description: 'Taken',
            content: {
              'application/json': {
                schema: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] },
              },
            },
          },
          409: { description: 'There is one already' },
        },
      },
    },
    '/meters': {
      get: {
        operationId: 'listMeters',
        responses: {
          200: {
            description: 'All',
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Meter' } } },
            },
          },
        },
      },
    },
    '/meters/{id}/lock': {
      put: {
        operationId: 'lockMeter',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 204: { description: 'Locked' } },
      },
    },
  },
  components: {
    parameters: {
      Meter: { name: 'meter-id', in: 'path', required: true, schema: { type: 'string', example: 'W-1' } },
    },
    securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
    schemas: {
      Meter: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          owner: { type: 'string', 'x-tb-level': 3, 'x-tb-sensitive': true },
          reading: { type: 'number', format: 'double' },
        },
        required: ['id', 'reading'],
      },
      Applicant: {
        type: 'object',
        properties: { holder: { type: 'object', properties: { name: { type: 'string' } }, 'x-tb-level': 3 } },
        required: ['holder'],
      },
    },
  },
};

/** The document with one operation in the place of all others. */
export const documentWith = (operation: object, components: object = {}): unknown => ({
  openapi: '3.1.0',
  info: { title: 'Office', version: '1.0.0' },
  paths: { '/things': { post: { operationId: 'addThing', responses: { 204: {} }, ...operation } } },
  components,
});

export const jsonBody = (schema: object, more: object = {}): object => ({
  requestBody: { content: { 'application/json': { schema, ...more } } },
});
