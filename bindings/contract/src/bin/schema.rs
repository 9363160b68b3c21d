//! Prints the schema of the contract.

fn main() -> Result<(), String> {
    let schema = gongkai_contract::schema::contract()?;
    let text = serde_json::to_string_pretty(&schema).map_err(|error| error.to_string())?;
    println!("{text}");
    Ok(())
}
