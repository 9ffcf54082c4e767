//! Whole documents against the schema that the program prints.

use crate::common::{report, succeeds};
use serde_json::{Map, Value};

/// Checks a value against a schema: the keywords that the program's own schema uses, and no other. An object may hold
/// nothing that the schema does not name.
fn check(value: &Value, schema: &Value, root: &Value, place: &str) -> Result<(), String> {
    let Some(schema) = schema.as_object() else {
        return if schema == &Value::Bool(true) { Ok(()) } else { Err(format!("{place}: nothing may stand here")) };
    };
    for (keyword, wanted) in schema {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" | "properties" => {}
            "$ref" => {
                let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").expect("a reference inside the schema");
                check(value, &root["$defs"][name], root, place)?;
            }
            "type" => {
                let types = wanted.as_array().cloned().unwrap_or_else(|| vec![wanted.clone()]);
                if !types.iter().any(|wanted| has_type(value, wanted.as_str().unwrap())) {
                    return Err(format!("{place}: {value} is no {wanted}"));
                }
            }
            "enum" if !wanted.as_array().unwrap().contains(value) => {
                return Err(format!("{place}: {value} is not listed"));
            }
            "const" if wanted != value => return Err(format!("{place}: {value} is not {wanted}")),
            "enum" | "const" => {}
            "minimum" => {
                if value.as_f64().is_some_and(|number| number < wanted.as_f64().unwrap()) {
                    return Err(format!("{place}: {value} is below {wanted}"));
                }
            }
            "maximum" => {
                if value.as_f64().is_some_and(|number| number > wanted.as_f64().unwrap()) {
                    return Err(format!("{place}: {value} is above {wanted}"));
                }
            }
            "required" => {
                for key in wanted.as_array().unwrap() {
                    if value.as_object().is_some_and(|object| !object.contains_key(key.as_str().unwrap())) {
                        return Err(format!("{place}: {key} is missing"));
                    }
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(item, wanted, root, &format!("{place}/{index}"))?;
                }
            }
            "prefixItems" => {
                for (index, (item, wanted)) in
                    value.as_array().unwrap().iter().zip(wanted.as_array().unwrap()).enumerate()
                {
                    check(item, wanted, root, &format!("{place}/{index}"))?;
                }
            }
            "minItems" | "maxItems" => {
                let (length, wanted) = (value.as_array().map_or(0, Vec::len) as u64, wanted.as_u64().unwrap());
                if if keyword == "minItems" { length < wanted } else { length > wanted } {
                    return Err(format!("{place}: {length} items"));
                }
            }
            "anyOf" | "oneOf" => {
                let fits = |choice: &&Value| check(value, choice, root, place).is_ok();
                let fitting = wanted.as_array().unwrap().iter().filter(fits).count();
                if fitting == 0 || (keyword == "oneOf" && fitting > 1) {
                    return Err(format!("{place}: {value} fits {fitting} of the choices"));
                }
            }
            other => return Err(format!("{place}: the schema uses `{other}`, which this test does not know")),
        }
    }
    match (value.as_object(), schema.get("properties").and_then(Value::as_object)) {
        (Some(object), Some(properties)) => check_properties(object, properties, root, place),
        _ => Ok(()),
    }
}

fn check_properties(
    object: &Map<String, Value>,
    properties: &Map<String, Value>,
    root: &Value,
    place: &str,
) -> Result<(), String> {
    for (key, value) in object {
        let schema = properties.get(key).ok_or_else(|| format!("{place}: the schema does not name {key}"))?;
        check(value, schema, root, &format!("{place}/{key}"))?;
    }
    Ok(())
}

fn has_type(value: &Value, wanted: &str) -> bool {
    match wanted {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("no such type: {other}"),
    }
}

fn schema() -> Value {
    serde_json::from_str(&succeeds(&["schema"])).unwrap()
}

#[test]
fn whole_annotations_fit_their_schema() {
    let schema: Value = serde_json::from_str(&succeeds(&["schema", "article"])).unwrap();
    for path in ["samples/ferry/amary-herald.txt", "samples/school/helmsby-mail.txt"] {
        let document = serde_json::from_str(&succeeds(&["analyse", path, "--format", "json"])).unwrap();
        check(&document, &schema, &schema, "").unwrap();
    }
}

#[test]
fn whole_reports_fit_the_schema() {
    let schema = schema();
    let compared = succeeds(&[
        "compare",
        "samples/merger/vesta-business.txt",
        "samples/merger/harbour-gazette.txt",
        "--quiet",
        "--format",
        "json",
    ]);
    for document in [report(&["samples"]), serde_json::from_str(&compared).unwrap()] {
        check(&document, &schema, &schema, "").unwrap();
    }
}

#[test]
fn a_report_that_lacks_something_or_holds_something_else_does_not_fit() {
    let schema = schema();
    let mut document = report(&["samples/merger"]);
    document["stories"][0].as_object_mut().unwrap().remove("agreed");
    assert!(check(&document, &schema, &schema, "").unwrap_err().contains("agreed"));
    let mut document = report(&["samples/merger"]);
    document["stories"][0]["findings"][0]["kind"] = "quarrel".into();
    assert!(check(&document, &schema, &schema, "").is_err());
    let mut document = report(&["samples/merger"]);
    document["articles"][0]["verdict"] = "true".into();
    assert!(check(&document, &schema, &schema, "").unwrap_err().contains("verdict"));
}
